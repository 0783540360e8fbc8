/** The DynamoDB adapters on the real engine. */
@NullMarked
package io.fleetfix.adapter.dynamodb;

import org.jspecify.annotations.NullMarked;

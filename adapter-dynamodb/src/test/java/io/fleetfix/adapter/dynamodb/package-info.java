/** Tests of the DynamoDB adapters on DynamoDB Local. */
@NullMarked
package io.fleetfix.adapter.dynamodb;

import org.jspecify.annotations.NullMarked;

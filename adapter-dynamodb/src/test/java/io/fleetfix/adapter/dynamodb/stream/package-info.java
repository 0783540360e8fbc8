/** The reader against a stream that can do what DynamoDB Local cannot. */
@NullMarked
package io.fleetfix.adapter.dynamodb.stream;

import org.jspecify.annotations.NullMarked;

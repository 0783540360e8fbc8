/** Tests of the stream over a fake service that expires, splits and fails on demand. */
@NullMarked
package io.fleetfix.outbox.dynamodb.stream;

import org.jspecify.annotations.NullMarked;

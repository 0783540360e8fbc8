/** The stream over a fake service that forgets, splits and fails when it is told to. */
@NullMarked
package io.fleetfix.outbox.dynamodb.stream;

import org.jspecify.annotations.NullMarked;

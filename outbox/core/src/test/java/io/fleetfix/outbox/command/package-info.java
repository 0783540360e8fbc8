/** Tests of idempotency keys and records. */
@NullMarked
package io.fleetfix.outbox.command;

import org.jspecify.annotations.NullMarked;

/**
 * Commands on aggregates: load, decide and commit, with retries after conflicts and idempotency
 * keys.
 */
@NullMarked
package io.fleetfix.outbox.command;

import org.jspecify.annotations.NullMarked;

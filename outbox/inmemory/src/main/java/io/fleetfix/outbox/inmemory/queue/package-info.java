/** The bus and its queues in memory, with their dead letters. */
@NullMarked
package io.fleetfix.outbox.inmemory.queue;

import org.jspecify.annotations.NullMarked;

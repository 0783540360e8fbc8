/** The library's commands on the in-memory store. */
@NullMarked
package io.fleetfix.outbox.inmemory.command;

import org.jspecify.annotations.NullMarked;

/** What the values of commands guarantee. */
@NullMarked
package io.fleetfix.outbox.command;

import org.jspecify.annotations.NullMarked;

/** Commands on aggregates: load, decide, commit; again after a conflict; once under a key. */
@NullMarked
package io.fleetfix.outbox.command;

import org.jspecify.annotations.NullMarked;

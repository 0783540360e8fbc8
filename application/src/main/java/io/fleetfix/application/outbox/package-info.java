/** What the workshop tells its outbox: the names on the wire, who hears what, what was raised. */
@NullMarked
package io.fleetfix.application.outbox;

import org.jspecify.annotations.NullMarked;

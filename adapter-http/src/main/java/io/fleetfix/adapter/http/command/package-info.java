/** The headers that set conditions for a command, for every kind of aggregate. */
@NullMarked
package io.fleetfix.adapter.http.command;

import org.jspecify.annotations.NullMarked;

/** The headers that condition a command, the same for every kind of aggregate. */
@NullMarked
package io.fleetfix.adapter.http.command;

import org.jspecify.annotations.NullMarked;

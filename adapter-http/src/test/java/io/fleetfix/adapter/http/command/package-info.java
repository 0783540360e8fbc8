/** Tests of the headers that set conditions for a command. */
@NullMarked
package io.fleetfix.adapter.http.command;

import org.jspecify.annotations.NullMarked;

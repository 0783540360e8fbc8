/** Tests of the headers that condition a command. */
@NullMarked
package io.fleetfix.adapter.http.command;

import org.jspecify.annotations.NullMarked;

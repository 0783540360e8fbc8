/** Everything behind the server that is tested: in memory, with faults by hand. */
@NullMarked
package io.fleetfix.adapter.http.workshop;

import org.jspecify.annotations.NullMarked;

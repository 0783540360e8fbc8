/** The workshop behind the server under test: in memory, with faults on demand. */
@NullMarked
package io.fleetfix.adapter.http.workshop;

import org.jspecify.annotations.NullMarked;

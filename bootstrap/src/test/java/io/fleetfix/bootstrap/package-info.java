/** The journey from the HTTP call to its effects, and what surrounds it. */
@NullMarked
package io.fleetfix.bootstrap;

import org.jspecify.annotations.NullMarked;

/** The use cases of repairs. */
@NullMarked
package io.fleetfix.application.repair;

import org.jspecify.annotations.NullMarked;

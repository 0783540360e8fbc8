/** What people at the workshop do with a repair. */
@NullMarked
package io.fleetfix.application.repair;

import org.jspecify.annotations.NullMarked;

/** Contract tests of the workshop's ports. Each adapter passes all of them. */
@NullMarked
package io.fleetfix.testing.contract;

import org.jspecify.annotations.NullMarked;

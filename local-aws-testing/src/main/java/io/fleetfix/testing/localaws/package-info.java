/** Local AWS stand-ins for tests: one per test run, with faults and a movable clock. */
@NullMarked
package io.fleetfix.testing.localaws;

import org.jspecify.annotations.NullMarked;

/** The stand-ins for AWS as tests want them: one a test run, with faults and a clock to move. */
@NullMarked
package io.fleetfix.testing.localaws;

import org.jspecify.annotations.NullMarked;

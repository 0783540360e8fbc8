/** What every port of the workshop promises, as tests: each adapter passes all of them. */
@NullMarked
package io.fleetfix.testing.contract;

import org.jspecify.annotations.NullMarked;

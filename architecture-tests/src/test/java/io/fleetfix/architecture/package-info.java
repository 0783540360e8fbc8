/**
 * The design's rules as tests, and tests of the rules. A rule that nothing can break is worse than
 * none, so each has an offender that it must catch: see {@link
 * io.fleetfix.architecture.RulesDetectViolationsTest}.
 */
@NullMarked
package io.fleetfix.architecture;

import org.jspecify.annotations.NullMarked;

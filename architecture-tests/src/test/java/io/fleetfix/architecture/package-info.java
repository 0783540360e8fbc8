/**
 * Architecture rules as tests, and tests of the rules. A rule that cannot fail gives false
 * confidence, so each has an offender that it must detect: see {@link
 * io.fleetfix.architecture.RulesDetectViolationsTest}.
 */
@NullMarked
package io.fleetfix.architecture;

import org.jspecify.annotations.NullMarked;

/**
 * Tests of the deployment files, without an AWS account: they evaluate the template that is
 * deployed. Each {@link io.fleetfix.deploy.Check} states one requirement, and {@code EditsTest}
 * proves with an edit that the check can fail.
 */
@NullMarked
package io.fleetfix.deploy;

import org.jspecify.annotations.NullMarked;

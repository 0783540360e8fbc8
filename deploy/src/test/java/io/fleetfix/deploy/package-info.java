/**
 * Nothing here is run on AWS: what can be known without an account is read out of the very file
 * that is deployed. Each {@link io.fleetfix.deploy.Check} says what must hold of it, and each is
 * shown an edit that it must report.
 */
@NullMarked
package io.fleetfix.deploy;

import org.jspecify.annotations.NullMarked;

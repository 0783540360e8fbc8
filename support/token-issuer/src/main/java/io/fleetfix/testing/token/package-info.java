/** An issuer of access tokens for tests and measurements. */
@NullMarked
package io.fleetfix.testing.token;

import org.jspecify.annotations.NullMarked;

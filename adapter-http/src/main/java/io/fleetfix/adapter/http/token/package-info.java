/** Authenticates callers by the access tokens of an OpenID Connect issuer. */
@NullMarked
package io.fleetfix.adapter.http.token;

import org.jspecify.annotations.NullMarked;

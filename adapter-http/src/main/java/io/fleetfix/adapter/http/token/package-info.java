/** Authenticates callers by the access tokens of OpenID Connect issuers. */
@NullMarked
package io.fleetfix.adapter.http.token;

import org.jspecify.annotations.NullMarked;

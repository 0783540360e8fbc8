/** Tests of tokens, with a real issuer and with forgeries. */
@NullMarked
package io.fleetfix.adapter.http.token;

import org.jspecify.annotations.NullMarked;

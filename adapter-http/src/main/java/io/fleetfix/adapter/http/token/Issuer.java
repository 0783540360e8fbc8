package io.fleetfix.adapter.http.token;

import java.net.URI;

/**
 * The issuer whose tokens are accepted.
 *
 * @param name must equal a token's {@code iss}
 * @param audience must equal one of the values of a token's {@code aud}
 * @param keys the URL of its JSON Web Key Set
 */
public record Issuer(String name, String audience, URI keys) {}

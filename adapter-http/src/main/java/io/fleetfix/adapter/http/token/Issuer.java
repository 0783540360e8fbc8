package io.fleetfix.adapter.http.token;

import java.net.URI;

/**
 * Whose tokens are taken, and for whom they have to be made out.
 *
 * @param name exactly what a token says in {@code iss}
 * @param audience exactly what one of the values in {@code aud} says
 * @param keys where its keys are published as a JSON Web Key Set
 */
public record Issuer(String name, String audience, URI keys) {}

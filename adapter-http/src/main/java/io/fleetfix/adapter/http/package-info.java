/** The workshop over HTTP: strict about what comes in, plain about what went wrong. */
@NullMarked
package io.fleetfix.adapter.http;

import org.jspecify.annotations.NullMarked;

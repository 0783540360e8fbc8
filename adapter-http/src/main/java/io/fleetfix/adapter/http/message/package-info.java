/**
 * What requests and answers are made of: strict about what comes in, plain about what went wrong.
 */
@NullMarked
package io.fleetfix.adapter.http.message;

import org.jspecify.annotations.NullMarked;

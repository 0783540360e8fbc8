/** Tests of what an operator asks over HTTP. */
@NullMarked
package io.fleetfix.adapter.http.operator;

import org.jspecify.annotations.NullMarked;

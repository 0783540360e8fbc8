/** Tests of the operator's routes. */
@NullMarked
package io.fleetfix.adapter.http.operator;

import org.jspecify.annotations.NullMarked;

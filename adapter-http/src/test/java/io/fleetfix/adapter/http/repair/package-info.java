/** Tests of the workshop's side over HTTP. */
@NullMarked
package io.fleetfix.adapter.http.repair;

import org.jspecify.annotations.NullMarked;

/** What people at the workshop ask for, over HTTP. */
@NullMarked
package io.fleetfix.adapter.http.repair;

import org.jspecify.annotations.NullMarked;

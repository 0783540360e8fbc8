/** Authentication, authorization and rate limits. */
@NullMarked
package io.fleetfix.adapter.http.access;

import org.jspecify.annotations.NullMarked;

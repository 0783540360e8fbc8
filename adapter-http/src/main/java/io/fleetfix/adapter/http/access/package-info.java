/** Who may call what, and how often. */
@NullMarked
package io.fleetfix.adapter.http.access;

import org.jspecify.annotations.NullMarked;

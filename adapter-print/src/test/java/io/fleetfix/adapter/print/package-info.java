/** Tests that read rendered documents and mail texts back. */
@NullMarked
package io.fleetfix.adapter.print;

import org.jspecify.annotations.NullMarked;

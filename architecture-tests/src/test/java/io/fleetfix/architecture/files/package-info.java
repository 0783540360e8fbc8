/** Tests of the repository's files rather than of its classes. */
@NullMarked
package io.fleetfix.architecture.files;

import org.jspecify.annotations.NullMarked;

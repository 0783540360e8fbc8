/** LocalStack in a container: the tests of the local processes, once more over another AWS. */
@NullMarked
package io.fleetfix.support.localstack;

import org.jspecify.annotations.NullMarked;

/** Ways to SQS on which something goes wrong, or somebody watches. */
@NullMarked
package io.fleetfix.adapter.sqs.way;

import org.jspecify.annotations.NullMarked;

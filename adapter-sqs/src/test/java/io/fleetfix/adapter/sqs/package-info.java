/** Tests over ElasticMQ, with the SDK's own client. */
@NullMarked
package io.fleetfix.adapter.sqs;

import org.jspecify.annotations.NullMarked;

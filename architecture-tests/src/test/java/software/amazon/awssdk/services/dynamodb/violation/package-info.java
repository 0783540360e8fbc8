/** Stands in for the AWS SDK, which this module does not have on its class path. */
@NullMarked
package software.amazon.awssdk.services.dynamodb.violation;

import org.jspecify.annotations.NullMarked;

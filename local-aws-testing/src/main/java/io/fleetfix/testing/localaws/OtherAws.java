package io.fleetfix.testing.localaws;

import java.net.URI;

/**
 * Another AWS than the local processes, with EventBridge and SQS at one address. It takes any
 * credentials, and keeps what earlier runs have made.
 */
public record OtherAws(URI endpoint) {}

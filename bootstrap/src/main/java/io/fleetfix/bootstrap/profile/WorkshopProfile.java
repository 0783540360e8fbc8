package io.fleetfix.bootstrap.profile;

import io.fleetfix.domain.seller.Profile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the profile's file says.
 *
 * @param logo for documents; whether it is a picture is not known yet
 */
public record WorkshopProfile(Profile profile, Optional<Path> logo) {}

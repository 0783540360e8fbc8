package io.fleetfix.adapter.smtp;

import java.util.regex.Pattern;

/** Looks for words in responses. No final verdict depends on this class alone. */
final class SmtpWords {
  /** Mail addresses and URLs contain words that say nothing about the response. */
  private static final Pattern ADDRESSES = Pattern.compile("\\S+@\\S+|https?:\\S+");

  private static final Pattern SENDER =
      Pattern.compile(
          "sender|relay|not verified|is unverified|throttl|\\bdaily\\b|credits|not allowed to send"
              + "|sending (limit|quota|rate|paused|suspended)|authentication|unauthenticated"
              + "|black ?list|block ?list|blocked|spamhaus|reputation|polic(y|ies)"
              + "|\\bspf\\b|dkim|dmarc|reverse dns|\\brdns\\b|\\bptr\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern GREYLIST =
      Pattern.compile("gr[ae]y-?list", Pattern.CASE_INSENSITIVE);

  private static final Pattern CONTENT =
      Pattern.compile("\\b(content|spam|virus|malware|phish\\w*)\\b", Pattern.CASE_INSENSITIVE);

  private SmtpWords() {}

  /** About the sender, its server or its account, and so about every other mail too. */
  static boolean nameTheSender(SmtpResponse response) {
    return SENDER.matcher(withoutAddresses(response)).find();
  }

  /** The server doesn't know this sender for this recipient yet, and accepts the mail later. */
  static boolean nameGreylisting(SmtpResponse response) {
    return GREYLIST.matcher(response.words()).find();
  }

  static boolean nameTheContent(SmtpResponse response) {
    return CONTENT.matcher(withoutAddresses(response)).find();
  }

  static String withoutAddresses(SmtpResponse response) {
    return ADDRESSES.matcher(response.words()).replaceAll("");
  }
}

import { describe, expect, it } from "vitest";
import { serviceOf } from "./rules";

describe("the service of an address", () => {
  it.each([
    ["https://hooks.slack.com/services/T0/B0/abc", "slack"],
    [" https://prod-12.westus.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=x ", "teams"],
    ["https://acme.webhook.office.com/webhookb2/1", "teams"],
    ["https://chat.googleapis.com/v1/spaces/A/messages?key=k", "google_chat"],
    ["https://canary.discord.com/api/webhooks/1/x", "discord"],
    ["https://chat.example.org/hooks/abcdefghijklmnopqrstuvwxyz", "mattermost"],
    ["https://chat.example.org/hooks/5f0e1d2c/abcDEF123", "rocket_chat"],
    ["https://matrix.example.org", "matrix"],
    ["https://hooks.slack.com.evil.example/services/T/B/x", null],
    ["https://example.org", null],
    ["hooks", null],
    ["", null],
  ])("of %s is %s", (address, service) => {
    expect(serviceOf(address)).toBe(service);
  });
});

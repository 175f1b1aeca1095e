import { chromium } from "playwright";

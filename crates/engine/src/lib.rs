//! From a program to summaries of many trajectories.

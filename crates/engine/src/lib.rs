//! From a program to summaries of many trajectories.

mod math;
mod philox;
mod special;
